#!/usr/bin/env node
import { openFiles } from '../http/frame/open-files.js';

// Node opens the files of all modules at once, and names one of them wrongly where it cannot.

/** With so many files everything is loaded: with 540 it still was, with 512 not any more. */
const FILES_TO_LOAD = 768;

const files = openFiles();
if (files < FILES_TO_LOAD) {
  process.stderr.write(
    `The process may open ${files} files and needs ${FILES_TO_LOAD} to begin: raise its limit (LimitNOFILE=, ulimit -n)\n`,
  );
  process.exitCode = 1;
} else await import('./commands.js');
