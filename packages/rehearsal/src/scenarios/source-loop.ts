import type { LocalBuild } from '@tideway/local-aws';
import { readFile } from 'node:fs/promises';
import { eventually, NotYet } from '../eventually.ts';
import type { Edit } from '../git/clone.ts';
import type { SourceBuilds } from '../site/source-builds.ts';
import { PromiseBroken } from './assertions.ts';
import { type EditedPage, editedPage } from './edited-page.ts';
import type { World } from './world.ts';

// One build takes less than a minute on a quiet machine; it may have to wait for another one. What is broken on purpose
// never keeps a build from its end, so this does not shrink with the world's patience.
const buildWithin = 15 * 60_000;

// That a push asks for a build is an event, and waits for nobody.
const askedWithin = 60_000;

/** A commit of sources that was pushed. */
export interface PushedSources {
  readonly commit: string;
  /** When the push began, in milliseconds since 1970. */
  readonly at: number;
}

/** A build that has ended. */
export interface EndedBuild extends LocalBuild {
  /** Its log. */
  readonly text: string;
}

/** The sources of the stage's image, delivered and built at each push. */
export function buildsOf({ site, stage }: World): Promise<SourceBuilds> {
  return site.buildService.buildsOf(stage.image, site.builds);
}

/** The page of the stage's image. */
export async function pageOf({ site, stage }: World): Promise<EditedPage> {
  const sources = await site.buildService.sourcesOf(stage.image)?.tree();
  const page = sources && editedPage(sources);
  if (page === undefined) throw new Error(`${stage.image.app} has no page.`);
  return page;
}

/**
 * Edits the sources in a clone of their repository, commits and pushes, as a developer does. What others
 * pushed before is not in it, so that no scenario depends on what another one left.
 */
export async function pushSources(
  world: World,
  edits: Readonly<Record<string, Edit>>,
  message: string,
  branch = 'main',
): Promise<PushedSources> {
  const { base, repository } = await buildsOf(world);
  const clone = await world.clone(repository.name);
  await clone.commitFrom(base, edits, message);
  const at = Date.now();
  return { commit: await clone.push(branch), at };
}

/** Waits until a push has asked for a build of its commit. */
async function buildAskedFor(world: World, commit: string): Promise<SourceBuilds> {
  const builds = await buildsOf(world);
  await eventually({
    what: `CodeBuild is asked for a build of ${commit.slice(0, 7)}`,
    within: askedWithin * world.patience,
    signal: world.signal,
    ask: async () => (await builds.of(commit)) ?? new NotYet('no build of it'),
  });
  return builds;
}

/** Waits until a build of a commit does more than wait for its turn. */
export async function buildStarted(world: World, commit: string): Promise<LocalBuild> {
  const builds = await buildAskedFor(world, commit);
  return eventually({
    what: `CodeBuild builds ${commit.slice(0, 7)}`,
    within: buildWithin,
    every: 50,
    signal: world.signal,
    ask: async () => {
      const build = await builds.of(commit);
      return build !== undefined && startOf(build) !== undefined ? build : new NotYet(standing(build));
    },
  });
}

/** When the machine of a build was there, in milliseconds since 1970; undefined while it waits for its turn. */
export function startOf({ phases }: LocalBuild): number | undefined {
  return phases.find(({ type }) => type === 'PROVISIONING')?.startTime;
}

/** Waits until the build of a commit has ended, however. */
export async function buildEnded(world: World, commit: string): Promise<EndedBuild> {
  const builds = await buildAskedFor(world, commit);
  const ended = await eventually({
    what: `CodeBuild has built ${commit.slice(0, 7)}`,
    within: buildWithin,
    every: 200,
    signal: world.signal,
    ask: async () => {
      const build = await builds.of(commit);
      return build?.endTime === undefined ? new NotYet(standing(build)) : build;
    },
  });
  return { ...ended, text: await readFile(ended.log, 'utf8').catch(() => '') };
}

/**
 * Waits until the build of a commit has succeeded.
 *
 * @throws PromiseBroken with the end of its log when it has not
 */
export async function buildSucceeded(world: World, commit: string): Promise<EndedBuild> {
  const build = await buildEnded(world, commit);
  if (build.status === 'SUCCEEDED') return build;
  const end = build.text.trimEnd().split('\n').slice(-40).join('\n');
  throw new PromiseBroken(`build ${build.number} of ${commit.slice(0, 7)} ended ${build.status}:\n${end}`);
}

/** The tag that the buildspec gives to the image of a build of main. */
export function tagOf({ commit, number }: Pick<LocalBuild, 'commit' | 'number'>): string {
  return `main-${commit.slice(0, 7)}-${number}`;
}

function standing(build: LocalBuild | undefined): string {
  return build === undefined ? 'no build of it' : `build ${build.number}: ${build.phases.at(-1)?.type}`;
}
