import { textLike } from './expected.ts';

/** AWS account id. */
export const awsAccount = textLike(/^\d{12}$/, 'an AWS account id of 12 digits, as text');

/** Name of an AWS region, by its shape: of the partitions that CodeCommit and ECR are in under amazonaws.com or amazonaws.com.cn. */
export const awsRegion = textLike(
  /^(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-(?:central|north|northeast|northwest|south|southeast|southwest|east|west)-\d{1,2}$/,
  'an AWS region, such as us-west-2',
);

/** Name of a CodeCommit repository. */
export const codeCommitRepository = textLike(
  /^(?!.*\.git$)[\w.-]{1,100}$/,
  'the name of a CodeCommit repository (1 to 100 of A-Z, a-z, 0-9, _, . and -, not ending in .git)',
);

/** Name of a Git branch as git-check-ref-format and CodeCommit allow it. */
export const branch = textLike(
  /^(?![0-9a-f]{40}$)(?!@$)(?!-)(?!.*(?:\.\.|@\{|\/\/|\/\.|\.lock(?:\/|$)))(?!\/|\.)(?:[^\x00-\x20\x7f ~^:?*[\\]){1,256}(?<!\/|\.)$/, // eslint-disable-line no-control-regex -- control characters are what a branch must not have
  'the name of a Git branch (at most 256 characters; no spaces, .., ~, ^, :, ?, *, [ or \\, no 40 hex digits)',
);

/** Name of an ECR repository, by its letters; the length is checked apart. */
export const ecrRepository = textLike(
  /^(?=.{2,256}$)(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/,
  'the name of an ECR repository (2 to 256 of a-z, 0-9, ., _, - and /, as in team/service)',
);

/** EC2 instance type. */
export const instanceType = textLike(
  /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/,
  'an EC2 instance type, such as m6i.large',
);

/** Version of an add-on as EKS names it. */
export const addonVersion = textLike(
  /^v\d+\.\d+\.\d+-eksbuild\.\d+$/,
  'an exact version of an EKS add-on, such as v1.21.1-eksbuild.1',
);
