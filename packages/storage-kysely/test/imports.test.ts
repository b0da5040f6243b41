import { onEachSharedDatabase, open } from './support/databases.ts';
import * as sample from './support/samples.ts';

onEachSharedDatabase('another process writes while contents are imported', async (t, database) => {
  const url = await database.createUrl(t);
  const importing = await open(t, url);
  const other = await open(t, url);
  const contents = Array.from({ length: 2000 }, (_, i) => ({ ...sample.content, contentId: `film ${i}` }));
  const settled: string[] = [];

  let write: Promise<unknown> | undefined;
  const imported = importing.store
    .saveContents(contents, () => {
      write ??= other.store
        .saveContent({ ...sample.content, contentId: 'a film of another process' })
        .then(() => settled.push('write'));
    })
    .then(() => settled.push('import'));
  await imported;
  await write;
  t.strictSame(settled, ['write', 'import']);
});
