import { BuildSpec } from 'aws-cdk-lib/aws-codebuild';

/** A buildspec of CodeBuild as this package writes it. */
export interface BuildSpecDocument {
  readonly version: '0.2';
  readonly env: Readonly<Record<string, unknown>>;
  readonly phases: Readonly<Record<string, { readonly commands?: readonly string[] }>>;
  readonly artifacts?: Readonly<Record<string, unknown>>;
}

interface DocumentOptions {
  readonly variables?: Readonly<Record<string, string>>;
  readonly artifacts?: BuildSpecDocument['artifacts'];
  /** Whether the commands are those of the monorepo. @default true */
  readonly installs?: boolean;
  /** Whether dependencies may run scripts when they are installed. @default true */
  readonly scripts?: boolean;
}

function document(
  commands: readonly string[],
  { variables = {}, artifacts, installs = true, scripts = true }: DocumentOptions = {},
): BuildSpecDocument {
  const install = {
    'runtime-versions': { nodejs: 24 },
    commands: [scripts ? 'npm ci' : 'npm ci --ignore-scripts'],
  };
  return {
    version: '0.2',
    env: {
      shell: 'bash',
      variables: { CI: 'true', NX_DAEMON: 'false', NX_ISOLATE_PLUGINS: 'false', ...variables },
    },
    phases: { ...(installs && { install }), build: { commands: ['set -euo pipefail', ...commands] } },
    ...(artifacts && { artifacts }),
  };
}

/**
 * Checks what changed since the last run that went all the way, or everything where that is unknown, and makes the
 * CloudFormation templates that every later stage deploys.
 */
export function verifySpec(): BuildSpecDocument {
  return document(
    [
      'base="$(aws ssm get-parameter --name "$LAST_GREEN" --query Parameter.Value --output text 2>/dev/null || true)"',
      'npx tideway-affected --base "$base" lint typecheck test generate validate',
      'npx nx run "$PLATFORM_PROJECT:synth"',
    ],
    { artifacts: { 'base-directory': '$ASSEMBLY', files: ['**/*'] } },
  );
}

/** Deploys stacks from the templates that were verified; nothing is synthesized a second time. */
export function deploySpec(): BuildSpecDocument {
  return document([
    'npx cdk deploy --app "$CODEBUILD_SRC_DIR_Assembly" --require-approval never --concurrency 4 --progress events $STACKS',
  ]);
}

/** Delivers repositories. */
export function deliverSpec(): BuildSpecDocument {
  return document(['npx tideway sync $REPOSITORIES'], { variables: { TIDEWAY_REMOTE: 'aws' } });
}

/**
 * Waits until every image has a tag that Flux follows: an ImagePolicy without any image is never ready, and holds up
 * all that waits for it.
 */
export function imagesSpec(): BuildSpecDocument {
  return document(
    [
      'deadline=$((SECONDS + WAIT_SECONDS))',
      'for image in $IMAGES; do until aws ecr list-images --repository-name "$image" --filter tagStatus=TAGGED --query "imageIds[?starts_with(imageTag, \'main-\')] | [0].imageTag" --output text | grep -v "^None$"; do if [ "$SECONDS" -ge "$deadline" ]; then echo "No image of $image within $WAIT_SECONDS seconds: see its pipeline" >&2; exit 1; fi; sleep 10; done; done',
    ],
    { variables: { WAIT_SECONDS: '1800' }, installs: false },
  );
}

/** Writes down which commit went all the way. */
export function recordSpec(): BuildSpecDocument {
  return document(
    [
      'aws ssm put-parameter --name "$LAST_GREEN" --type String --overwrite --value "$CODEBUILD_RESOLVED_SOURCE_VERSION"',
    ],
    { installs: false },
  );
}

/** Builds and packs the packages of the monorepo that have a new version, and says what they were built from. */
export function packSpec(): BuildSpecDocument {
  return document(['npm run pack-packages', 'npx tideway-provenance .tideway/packed'], {
    artifacts: { 'base-directory': '.tideway/packed', files: ['**/*'] },
  });
}

/**
 * Publishes exactly the packed files, if they are those that were built. It builds nothing, and no script of a dependency
 * runs where the right to publish is.
 */
export function publishSpec(): BuildSpecDocument {
  return document(
    [
      'npx tideway-provenance --check "$CODEBUILD_SRC_DIR_Packed"',
      'aws codeartifact login --tool npm --domain "$DOMAIN" --domain-owner "$DOMAIN_OWNER" --repository "$PACKAGES" --namespace "$SCOPE"',
      'npx changeset publish --from-pack-dir "$CODEBUILD_SRC_DIR_Packed" --no-git-tag',
    ],
    { scripts: false },
  );
}

/** As CodeBuild takes it. */
export function buildSpec(document: BuildSpecDocument): BuildSpec {
  return BuildSpec.fromObject({ ...document });
}
