import { join } from 'node:path';
import { type Group, type Options, readOptions, usage } from './options.ts';
import { inTemporaryFolder, type Stage } from './measure/stage.ts';
import { describeMachine } from './report/machine.ts';
import { renderMarkdown } from './report/markdown.ts';
import { writePage } from './report/page.ts';
import { missed, type Results, type Section } from './report/results.ts';
import { renderText } from './report/text.ts';

const root = join(import.meta.dirname, '..', '..');

type Part = (stage: Stage, options: Options) => Promise<Section>;

const parts: Readonly<Record<Group, () => Promise<Part>>> = {
  generate: async () => (await import('./generate/generate-section.ts')).generateSection,
  deliver: async () => (await import('./deliver/deliver-section.ts')).deliverSection,
  synth: async () => (await import('./synth/synth-section.ts')).synthSection,
  startup: async () => (await import('./startup/startup-section.ts')).startupSection,
  shop: async () => (await import('./shop/shop-section.ts')).shopSection,
  template: async () => (await import('./template/template-section.ts')).templateSection,
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  let options: Options | undefined;
  try {
    options = readOptions(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    return 2;
  }
  if (options === undefined) {
    process.stdout.write(usage);
    return 0;
  }
  const interrupt = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupt.abort(signal));
  try {
    return report(options, await measure(options, interrupt.signal));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(interrupt.signal.aborted ? 'Ended early.\n' : `The benchmark failed: ${message}\n`);
    return interrupt.signal.aborted ? 130 : 2;
  }
}

function report(options: Options, results: Results): number {
  process.stdout.write(options.json ? `${JSON.stringify(results, null, 2)}\n` : renderText(results));
  if (options.write) {
    writePage({ root, page: 'docs/reference/benchmarks.md', results: renderMarkdown(results) });
  }
  const misses = missed(results).length;
  process.stderr.write(
    misses === 0 ? 'All targets met.\n' : `Targets missed: ${misses}; they are marked above.\n`,
  );
  return misses === 0 ? 0 : 1;
}

async function measure(options: Options, signal: AbortSignal): Promise<Results> {
  const machine = describeMachine();
  const sections: Section[] = [];
  for (const group of options.only) {
    const part = await parts[group]();
    const section = await inTemporaryFolder((folder) =>
      part({ root, folder, runs: options.runs, say, signal }, options),
    );
    sections.push(section);
  }
  return { machine, runs: options.runs, sections };
}

function say(text: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
}
