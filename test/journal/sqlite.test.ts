import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openSqliteJournal } from '../../server/journal/sqlite.ts';
import { makeFolder, removeFolder } from '../support/temp.ts';
import { journalContract } from './contract.ts';
import { START } from './entries.ts';

journalContract('SQLite', async () => {
  const folder = makeFolder();
  let clock = START;
  return {
    open: () => openSqliteJournal({ folder, now: () => clock }),
    pass: (ms) => {
      clock += ms;
    },
    spoilSnapshot: async () => {
      const beside = new DatabaseSync(join(folder, 'journal.db'));
      beside.exec("UPDATE snapshots SET packed = CAST('damaged' AS BLOB) WHERE seq = (SELECT max(seq) FROM snapshots)");
      beside.close();
    },
    leave: async () => removeFolder(folder),
  };
});
