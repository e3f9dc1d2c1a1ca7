import { expect, test } from 'vitest';
import { programsOf, stillRunning } from './left-behind.ts';
import { rehearsalFolder, type WrittenDown } from './rehearsal-folder.ts';
import { startRehearsal } from './start-rehearsal.ts';
import { takePorts } from './taken-ports.ts';

/** Where Kubernetes, Prometheus and half of all servers are usually found. */
const usual = [6443, 9090, 8080];

test('two rehearse at once in two folders, with the usual ports taken, and neither notices', async () => {
  const answers = await takePorts(usual);
  const folders = [await rehearsalFolder(), await rehearsalFolder()];
  const seen = new Map<number, WrittenDown>();
  let most = [0, 0];
  const rehearsals = folders.map((folder) =>
    startRehearsal(folder, ['shop-is-running', 'newest-build-by-number', 'robot-changes-one-line']),
  );
  const look = async () => {
    const all = await Promise.all(folders.map((folder) => folder.writtenDown()));
    for (const entry of all.flat()) seen.set(entry.pid, entry);
    const counts = all.map(({ length }) => length);
    if (Math.min(...counts) > Math.min(...most)) most = counts;
  };
  const looking = setInterval(() => void look(), 250);
  const ended = await Promise.all(rehearsals.map((one) => one.ended));
  clearInterval(looking);
  const said = rehearsals.map((one) => one.said());
  expect({ codes: ended.map(({ code }) => code), said }).toMatchObject({ codes: [0, 0] });
  expect(await Promise.all(folders.map(async (folder) => (await folder.report()).outcome))).toEqual([
    'proven',
    'proven',
  ]);
  for (const text of said) expect(text).toContain('3 of 3 promises were kept');
  // Both have everything running at the same time.
  expect(Math.min(...most)).toBeGreaterThanOrEqual(12);
  expect(await stillRunning([...seen.values()])).toEqual([]);
  expect((await Promise.all(folders.map(programsOf))).flat()).toEqual([]);
  for (const port of usual) expect(await answers(port)).toBe('taken by a test');
});
