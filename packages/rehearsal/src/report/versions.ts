import type { Programs } from '../programs/build-programs.ts';
import { catalogue } from '../programs/catalogue.ts';
import { runGo } from '../programs/run-go.ts';

/** Versions of the programs, read from the programs themselves: what was really linked into them. */
export async function versionsOf(programs: Programs): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await runGo({
    go: programs.go,
    directory: '/',
    arguments: ['version', '-m', ...catalogue.map(({ name }) => programs.path[name])],
  });
  const reports = new Map(
    stdout.split(/^(?=\/)/m).map((text) => [text.slice(0, text.indexOf(': ')), text] as const),
  );
  const versions: Record<string, string> = { go: programs.go.version };
  for (const program of catalogue) {
    const report = reports.get(programs.path[program.name]) ?? '';
    const { module = program.package } = program;
    const modules = [...report.matchAll(/^\t(?:mod|dep)\t(\S+)\t(\S+)/gm)]
      .map(([, path = '', version = '']) => ({ path, version }))
      .filter(({ path }) => module === path || module.startsWith(`${path}/`))
      .sort((one, other) => other.path.length - one.path.length);
    versions[program.name] = modules[0]?.version ?? 'unknown';
  }
  return versions;
}
