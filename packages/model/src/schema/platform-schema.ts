import * as z from 'zod';
import {
  addonVersion,
  awsAccount,
  awsRegion,
  branch,
  codeCommitRepository,
  instanceType,
} from './aws-names.ts';
import { byName, expected, fields, list, oneOf, textLike, wholeNumber } from './expected.ts';
import { dnsLabel, dnsLabelFromLetter } from './kubernetes-names.ts';
import { byteQuantity, cpuQuantity, duration, exactVersion } from './quantities.ts';
import { implausible } from './plain-values.ts';
import { serviceSchema } from './service-schema.ts';

const environment = fields({
  images: oneOf(['automated', 'promoted']).default('promoted'),
  approval: oneOf(['none', 'pull-request']).default('none'),
  promotesFrom: dnsLabelFromLetter.optional(),
});

const cluster = fields({
  environment: dnsLabelFromLetter,
  kubernetes: oneOf(['1.34', '1.35', '1.36'], ' (what Flux 2.9 supports)'),
  cidr: z.cidrv4({ error: expected('an IPv4 network in CIDR notation, such as 10.1.0.0/16') }),
  aws: fields({ account: awsAccount.optional(), region: awsRegion.optional() }).prefault({}),
  nodes: fields({
    instance: instanceType.default('m6i.large'),
    desired: wholeNumber(0, 450).default(2),
    min: wholeNumber(0, 450).default(1),
    max: wholeNumber(1, 450).default(2),
  }).prefault({}),
  endpoint: oneOf(['public', 'private']).default('public'),
  addons: fields({
    vpcCni: addonVersion.optional(),
    coreDns: addonVersion.optional(),
    kubeProxy: addonVersion.optional(),
    podIdentityAgent: addonVersion.optional(),
    ebsCsi: addonVersion.optional(),
  }).prefault({}),
});

const helmValues = z
  .record(z.string(), z.unknown(), { error: expected('Helm values') })
  .check(({ value, issues }) => {
    for (const path of implausible(value)) {
      issues.push({
        code: 'custom',
        path: [...path],
        input: value,
        message: 'expected text, a number, true, false, null, a list or an object, as YAML has them',
      });
    }
  });

const regularExpression = textLike(/^\^.+\$$/, 'a regular expression from ^ to $');

const controller = fields({
  namespace: dnsLabel.optional(),
  chart: textLike(
    /^oci:\/\/[a-z0-9.-]+(?::\d+)?(?:\/[a-z0-9._-]+)+$/,
    'the OCI address of a chart without tag, such as oci://ghcr.io/owner/charts/name',
  ),
  version: exactVersion,
  verify: fields({
    provider: oneOf(['cosign']),
    issuer: regularExpression,
    subject: regularExpression,
  }).optional(),
  values: helmValues.default({}),
  environments: byName(dnsLabelFromLetter, helmValues).default({}),
  dependsOn: list(dnsLabelFromLetter).default([]),
});

const amounts = fields({ cpu: cpuQuantity, memory: byteQuantity });
const count = wholeNumber(0, 100_000);

const tenant = fields({
  namespace: dnsLabel.optional(),
  repository: codeCommitRepository,
  branch: branch.default('main'),
  quota: fields({
    requests: amounts.default({ cpu: '10', memory: '20Gi' }),
    limits: amounts.default({ cpu: '20', memory: '40Gi' }),
    pods: count.default(100),
    services: count.default(50),
    loadBalancers: count.default(2),
    persistentVolumeClaims: count.default(20),
    storage: byteQuantity.default('100Gi'),
  }).prefault({}),
  limitRange: fields({
    defaultRequests: amounts.default({ cpu: '50m', memory: '64Mi' }),
    defaultLimits: amounts.default({ cpu: '200m', memory: '256Mi' }),
    max: amounts.default({ cpu: '2', memory: '4Gi' }),
  }).prefault({}),
  services: byName(dnsLabelFromLetter, serviceSchema).default({}),
});

/** A whole platform as it is written. */
export const platformSchema = fields({
  name: dnsLabelFromLetter,
  aws: fields({ account: awsAccount, region: awsRegion }),
  repositories: fields({
    flux: codeCommitRepository.default('flux-repo'),
    branch: branch.default('main'),
    monorepo: codeCommitRepository.default('platform-repo'),
  }).prefault({}),
  flux: fields({
    version: textLike(/^2\.9\.\d+$/, 'an exact version of Flux 2.9, such as 2.9.4').default('2.9.4'),
    operator: textLike(
      /^0\.(?:49|[5-9]\d)\.\d+$/,
      "an exact version of the Flux Operator's chart from 0.49.0 on, such as 0.58.1",
    ).default('0.58.1'),
    bootstrap: oneOf(['flux-operator', 'flux-cli']).default('flux-operator'),
    intervals: fields({
      git: duration.default('1m'),
      imageScan: duration.default('1m'),
      imageUpdate: duration.default('5m'),
      apply: duration.default('5m'),
      infrastructure: duration.default('10m'),
    }).prefault({}),
  }).prefault({}),
  environments: byName(dnsLabelFromLetter, environment),
  clusters: byName(dnsLabelFromLetter, cluster),
  controllers: byName(dnsLabelFromLetter, controller).default({}),
  tenants: byName(dnsLabelFromLetter, tenant),
});

/** A platform as zod hands it over: defaults that need no other field are filled in. */
export type ParsedPlatform = z.output<typeof platformSchema>;

/** A tenant as zod hands it over. */
export type ParsedTenant = ParsedPlatform['tenants'][string];
