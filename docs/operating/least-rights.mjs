// Takes from everybody but $admins the right to delete and truncate streams, and lets the group "ledger" read $all. Run once, as admin:
//   ADMIN_URL='esdb://admin:…@node-1:2113,node-2:2113,node-3:2113' node docs/operating/least-rights.mjs
// It governs all streams of users on that server. Nothing is taken back by running it again.
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

const client = EventStoreDBClient.connectionString(process.env.ADMIN_URL ?? '');
const both = ['ledger', '$admins'];
const admins = '$admins';

const ofAll = { $acl: { $r: both } };
const byDefault = {
  $userStreamAcl: { $r: both, $w: both, $d: admins, $mr: both, $mw: admins },
  $systemStreamAcl: { $r: admins, $w: admins, $d: admins, $mr: admins, $mw: admins },
};
await client.appendToStream('$$$all', jsonEvent({ type: '$metadata', data: ofAll }));
await client.appendToStream('$settings', jsonEvent({ type: 'update-default-acl', data: byDefault }));
await client.dispose();
console.log(
  'The group "ledger" reads $all and reads and writes streams; deleting and truncating them is for $admins alone',
);
process.exit();
