import { posix } from 'node:path';
import { causeOf } from '../landscape/kustomize-cause.ts';
import { kustomizationDocument } from '../landscape/kustomization-document.ts';
import type { RenderedRoot } from '../landscape/landscape.ts';
import { example, type Rule, type Violation } from '../rule.ts';
import type { SourceRepository } from '../source/source-repository.ts';

/** Every root renders. */
export const render: Rule = {
  id: 'render',
  title: 'Everything that clusters apply renders',
  severity: 'error',
  why: 'What kustomize refuses here, Flux refuses on the cluster: nothing of the folder is applied any more, also not what is sound.',
  fix: 'Correct what kustomize complains about; `kubectl kustomize <folder>` shows the same.',
  example: {
    breaks: {
      'microservices-repo/deploy/kustomization.yaml': example`
        resources:
          - carts.yaml
      `,
    },
    keeps: {
      'microservices-repo/deploy/kustomization.yaml': example`
        resources:
          - carts.yaml
      `,
      'microservices-repo/deploy/carts.yaml': example`
        apiVersion: v1
        kind: Service
        metadata:
          name: carts
      `,
    },
  },
  *check({ repositories, roots, clusters }) {
    for (const root of roots) {
      const repository = repositories.find(({ name }) => name === root.repository);
      if (repository !== undefined) yield* problemsOf(root, repository);
    }
    for (const { steps } of clusters) {
      for (const { kustomization: object, root, folder } of steps) {
        if (object === undefined || root === undefined || root.files.size > 0) continue;
        yield {
          at: { object, field: ['spec', 'path'] },
          message: `${root.repository} has no folder ${folder}`,
        };
      }
    }
  },
};

function* problemsOf(root: RenderedRoot, repository: SourceRepository): Iterable<Violation> {
  for (const { reason, file, field, value } of root.dependencyProblems) {
    // Remote bases have a rule of their own; a folder that is not there is told where it is asked for.
    if (reason === 'remote' || !repository.files.has(file)) continue;
    const what = reason === 'missing' ? 'does not exist' : 'lies outside of the repository';
    yield { at: kustomizationDocument(repository, file, field, value), message: `${value} ${what}` };
  }
  if (root.problem === undefined) return;
  const { folder, file, message } = causeOf(root.problem, root.folder);
  const own = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'].map((name) =>
    posix.join(folder, name),
  );
  const path = [file, ...own].find((each) => each !== undefined && repository.files.has(each)) ?? root.folder;
  // Lines that are no YAML are told by the rule for them.
  if (repository.yaml.get(path)?.problem !== undefined) return;
  yield { at: { repository: repository.name, path }, message: `does not render: ${message}` };
}
