// Looks at the file and the WAL of a log that another process writes, again and again, until the input ends.
import Database from 'better-sqlite3';
import { assertFileAndWalBelong } from '../../dist/src/log/sqlite/turns.js';

const [, , path] = process.argv;
let looks = 0;
process.stdin.resume().on('end', () => {
  console.log(`${looks} looks: whole`);
  process.exit();
});
console.log('looking');
setInterval(() => {
  assertFileAndWalBelong(path, () => new Database(path, { readonly: true }));
  looks += 1;
});
