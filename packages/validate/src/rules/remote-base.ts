import { example, type Rule } from '../rule.ts';
import { kustomizationDocument } from '../landscape/kustomization-document.ts';

/** Kustomizations build on files of their own repository. */
export const remoteBase: Rule = {
  id: 'remote-base',
  title: 'Kustomizations build on files of their own repository',
  severity: 'error',
  why: 'What is fetched from elsewhere changes without a commit and can’t be reviewed, and clusters run Flux with `--no-remote-bases`, which refuses it.',
  fix: 'Copy what is fetched into the repository, or install it as a HelmRelease from a pinned, verified chart.',
  example: {
    breaks: {
      'microservices-repo/deploy/kustomization.yaml': example`
        resources:
          - https://raw.githubusercontent.com/microservices-demo/microservices-demo/master/deploy/kubernetes/complete-demo.yaml
      `,
    },
    keeps: {
      'microservices-repo/deploy/kustomization.yaml': example`
        resources:
          - complete-demo.yaml
      `,
      'microservices-repo/deploy/complete-demo.yaml': example`
        apiVersion: v1
        kind: Service
        metadata:
          name: carts
      `,
    },
  },
  *check({ repositories, roots }) {
    for (const root of roots) {
      const repository = repositories.find(({ name }) => name === root.repository);
      for (const { reason, file, field, value } of root.dependencyProblems) {
        if (reason !== 'remote' || repository === undefined || value === undefined) continue;
        const place = kustomizationDocument(repository, file, field, value);
        yield { at: place, message: `${value} is fetched from elsewhere` };
      }
    }
  },
};
