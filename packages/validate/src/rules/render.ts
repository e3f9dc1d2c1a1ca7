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
  const named = [...root.files].find((path) => root.problem?.includes(path));
  const path =
    named ?? [...root.files].find((file) => file.startsWith(`${root.folder}/kustomization`)) ?? root.folder;
  yield {
    at: { repository: repository.name, path },
    message: `${root.folder} does not render: ${root.problem}`,
  };
}
