import { posix, join } from 'node:path';
import { logger, type Tree } from 'nx/src/devkit-exports.js';
import { evaluateModel } from '../model/evaluate-model.ts';
import { NotAnObject } from '../model/find-object.ts';
import { formatAsBefore } from '../model/format-as-before.ts';
import { type OpenModel, openModel } from '../model/open-model.ts';
import type { PlatformFacts } from '../model/verdict.ts';
import { findModel } from './find-model.ts';

/** What every generator of the model may be told. */
export interface PlatformOptions {
  /**
   * The model, relative to the workspace.
   * @default the only platform.ts under apps/
   */
  readonly platform?: string;
}

/** One change to a model, as a generator makes it. */
export interface Change {
  /** What is added, such as `cluster`. */
  readonly kind: string;
  /** Its name. */
  readonly name: string;
  /** Whether the model has it already. */
  readonly exists: (facts: PlatformFacts) => boolean;
  /** Where what the model has is not what was asked for, a sentence each. */
  readonly differences: (facts: PlatformFacts) => readonly string[];
  /**
   * Edits the model under a name; what is wrong with the options beyond what the model itself checks, a sentence each.
   */
  readonly edit: (model: OpenModel, facts: PlatformFacts, name: string) => readonly string[];
}

/**
 * Changes a model in the tree so that it stays valid, and says what was done. The changed model is evaluated before
 * anything is written, so every wrong option is told at once, in the model's own words.
 * @returns whether anything changed
 * @throws Error with every problem: of the model as it was, of the options, or of the changed model
 */
export async function changePlatform(tree: Tree, options: PlatformOptions, change: Change): Promise<boolean> {
  const file = findModel(tree, options.platform);
  const subject = `${change.kind} ${change.name}`;
  const read = (path: string): string | undefined =>
    tree.exists(path) ? (tree.read(path, 'utf-8') ?? undefined) : undefined;
  const before = await evaluate(tree, file, {});
  if (before.platform === undefined)
    throw refusal(`${file} has problems already; nothing was changed`, file, [], before.problems);
  if (change.exists(before.platform)) {
    const differences = change.differences(before.platform);
    if (differences.length > 0) {
      const title = `${subject} is in ${file} already, and otherwise; a generator adds, it does not change`;
      throw refusal(title, file, differences, []);
    }
    logger.info(`Nothing to do: ${subject} is in ${file} already.`);
    return false;
  }
  const attempt = async (name: string): Promise<Attempt> => {
    const model = openModel(file, read);
    const wrong = editOrExplain(
      () => change.edit(model, before.platform as PlatformFacts, name),
      file,
      subject,
    );
    const { problems } = await evaluate(tree, file, model.changes());
    return { changes: model.changes(), wrong, problems };
  };
  const { changes, wrong, problems } = await attempt(change.name);
  if (wrong.length + problems.length > 0) {
    // Behind a name that can't be, the model looks no further; under another one it tells the rest.
    const more = goodName.test(change.name) ? [] : (await attempt(standIn)).problems;
    const rest = more.filter((problem) => !problems.includes(problem));
    throw refusal(`${subject} was not added; nothing was changed`, file, wrong, [
      ...problems,
      ...rest.map((problem) => problem.replaceAll(standIn, change.name)),
    ]);
  }
  for (const [path, text] of Object.entries(changes))
    tree.write(path, await formatAsBefore({ root: tree.root, path, before: read(path), after: text }));
  logger.info(`Adds ${subject} to ${file}.`);
  return true;
}

interface Attempt {
  readonly changes: Readonly<Record<string, string>>;
  readonly wrong: readonly string[];
  readonly problems: readonly string[];
}

const goodName = /^[a-z][a-z0-9-]*$/;
const standIn = 'stand-in-for-a-name';

function editOrExplain(edit: () => readonly string[], file: string, subject: string): readonly string[] {
  try {
    return edit();
  } catch (error) {
    if (!(error instanceof NotAnObject)) throw error;
    throw new Error(`${file}: ${error.message}, so ${subject} can only be added by hand.`, { cause: error });
  }
}

async function evaluate(
  tree: Tree,
  file: string,
  changes: Readonly<Record<string, string>>,
): ReturnType<typeof evaluateModel> {
  // What other generators of the same run have written is not on the disk yet either.
  const pending = tree
    .listChanges()
    .filter(({ path, type }) => type !== 'DELETE' && path.endsWith('.ts'))
    .map(({ path, content }) => [path, content?.toString() ?? ''] as const);
  const replaced = Object.entries({ ...Object.fromEntries(pending), ...changes });
  return evaluateModel({
    file: join(tree.root, file),
    replaced: Object.fromEntries(
      replaced.map(([path, text]) => [join(tree.root, posix.normalize(path)), text]),
    ),
  });
}

function refusal(title: string, file: string, options: readonly string[], model: readonly string[]): Error {
  const lines = [...options, ...model.map((problem) => `${file}: ${problem}`)];
  return new Error([`${title}:`, ...lines.map((line) => `  ${line}`)].join('\n'));
}
