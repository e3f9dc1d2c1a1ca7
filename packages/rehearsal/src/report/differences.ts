import type { PublishedCharts } from '../charts/publish-charts.ts';
import type { Difference } from './report.ts';

/** What a rehearsal has in place of AWS. None of it changes a byte of what is delivered. */
export function differences(charts: PublishedCharts): readonly Difference[] {
  return [
    {
      what: 'CodeCommit, ECR and STS',
      instead:
        'local AWS under their own host names; signatures are verified, IAM policies are not evaluated',
      why: 'nothing leaves the machine',
    },
    ...charts.charts.map(({ name, version, url, signed }) => ({
      what: `the Helm chart ${url} ${version}`,
      instead: `a stand-in chart of the same name and version with ${name === 'external-secrets' ? 'the real resource definitions of External Secrets 1.3.2 and ' : ''}one Deployment${signed ? ', signed as the identity that the model asks for, by an authority that only this rehearsal trusts' : ''}`,
      why: 'a real chart can only be fetched from the Internet',
    })),
    {
      what: 'pods, volumes, load balancers',
      instead: 'kwok reports them as running, bound and with a host name; no container is started',
      why: 'the rehearsal is about what Flux does, not about what the images do',
    },
    {
      what: 'CodeBuild',
      instead:
        'local AWS runs the buildspec as programs of this machine, with buildah as docker and a base image of this machine’s own Node.js',
      why: 'there is no container runtime, and no image can be fetched from elsewhere',
    },
    {
      what: 'a pod of the image that was built',
      instead:
        'the image is pulled from ECR and run on this machine: its file system, user and entry point, with back ends of its own',
      why: 'pods are kwok’s; what the image serves is looked at all the same',
    },
    {
      what: "Flux's controllers in pods",
      instead:
        'the same programs as processes, with the flags of their live Deployments and the rights of their ServiceAccounts; only addresses differ and leader election is off',
      why: 'there is no container runtime',
    },
    {
      what: 'AWS Secrets Manager and the External Secrets Operator',
      instead: 'each ExternalSecret gets a Secret with random values',
      why: 'there are no secrets to fetch',
    },
    {
      what: 'EventBridge',
      instead: "local AWS sends the same events to Flux's Receivers itself, signed",
      why: 'nothing leaves the machine',
    },
  ];
}
