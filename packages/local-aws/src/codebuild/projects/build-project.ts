import { posix } from 'node:path';
import { isRepositoryName } from '../../git/repository-store.ts';
import { LocalAwsError } from '../../local-aws-error.ts';

/** A CodeBuild project: what is built, and how. */
export interface BuildProject {
  /** 2 to 255 letters, digits, `-` and `_`, such as `front-end`. */
  readonly name: string;
  /** CodeCommit repository whose pushes start builds. */
  readonly repository: string;
  /** Branches whose pushes start builds. @default - every branch */
  readonly branches?: readonly string[];
  /** Patterns of branches whose pushes start none, such as `bookkeeping/*`. @default [] */
  readonly exceptBranches?: readonly string[];
  /** Path of the buildspec in the repository. @default buildspec.yml */
  readonly buildspec?: string;
  /** Variables of every build; they win over those of the buildspec. @default {} */
  readonly environmentVariables?: Readonly<Record<string, string>>;
  /**
   * Number of the last build that was made elsewhere, after which builds are counted here. Tags of images hold build
   * numbers, and Flux follows the greatest. @default 0
   */
  readonly buildsBefore?: number;
  /** After how many minutes a build is ended. @default 60, as in CodeBuild */
  readonly timeoutInMinutes?: number;
}

/** Whether a push to a branch starts a build. */
export function buildsBranch({ branches, exceptBranches = [] }: BuildProject, branch: string): boolean {
  if (branches && !branches.includes(branch)) return false;
  return !exceptBranches.some((pattern) => posix.matchesGlob(branch, pattern));
}

/** Path of a project's buildspec. */
export function buildspecPath({ buildspec = 'buildspec.yml' }: BuildProject): string {
  return buildspec;
}

/**
 * Refuses projects that CodeBuild would not take.
 *
 * @throws LocalAwsError with everything that is wrong with them.
 */
export function checkProjects(projects: readonly BuildProject[]): void {
  const names = projects.map(({ name }) => name);
  const problems = projects.flatMap((project, index) => [
    ...problemsOf(project).map((problem) => `projects[${index}].${problem}`),
    ...(names.indexOf(project.name) < index
      ? [`projects[${index}].name: "${project.name}" is there twice`]
      : []),
  ]);
  if (problems.length > 0)
    throw new LocalAwsError(
      'settings-invalid',
      `CodeBuild does not take these projects. Correct them:\n${problems.join('\n')}`,
    );
}

function problemsOf(project: BuildProject): string[] {
  const { name, repository, timeoutInMinutes = 60, environmentVariables = {}, buildsBefore = 0 } = project;
  const path = buildspecPath(project);
  const inside = posix.normalize(path);
  return [
    ...(/^[A-Za-z0-9][\w-]{1,254}$/.test(name)
      ? []
      : [`name: expected 2 to 255 letters, digits, "-" and "_", got "${name}"`]),
    ...(isRepositoryName(repository)
      ? []
      : [`repository: expected the name of a CodeCommit repository, got "${repository}"`]),
    ...(inside.startsWith('..') || posix.isAbsolute(inside)
      ? [`buildspec: expected a path inside the repository, got "${path}"`]
      : []),
    ...(timeoutInMinutes > 0 && timeoutInMinutes <= 2_160
      ? []
      : [`timeoutInMinutes: expected more than 0 and at most 2160, got ${timeoutInMinutes}`]),
    ...(Number.isSafeInteger(buildsBefore) && buildsBefore >= 0
      ? []
      : [`buildsBefore: expected a whole number from 0, got ${buildsBefore}`]),
    ...Object.keys(environmentVariables)
      .filter((variable) => !/^[A-Za-z_]\w*$/.test(variable))
      .map((variable) => `environmentVariables: "${variable}" can't be the name of a variable`),
  ];
}
