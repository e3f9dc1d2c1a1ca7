import { hasMarkers } from '../landscape/markers.ts';
import { rewrittenLines } from '../kyaml/rewritten-lines.ts';
import { example, type Rule } from '../rule.ts';

/** Files with markers are written as Flux's image automation writes them. */
export const fixedPoint: Rule = {
  id: 'fixed-point',
  title: 'Files with image markers are formatted as Flux writes them',
  severity: 'warning',
  why: 'Flux’s image automation reads and writes the whole file: blank lines vanish, indentation and line breaks change, so its first commit rewrites lines that nobody meant to touch and clashes with other changes.',
  fix: 'Format the line as the message says, or move what should keep its form into a file without markers.',
  example: {
    breaks: {
      'microservices-repo/deploy/kustomization.yaml': example`
        resources:
        - ../base

        images:
        -   name: front-end
            newTag: main-0000000-0   # {"$imagepolicy": "sock-shop:front-end:tag"}
      `,
    },
    keeps: {
      'microservices-repo/deploy/kustomization.yaml': example`
        resources:
          - ../base
        images:
          - name: front-end
            newTag: main-0000000-0 # {"$imagepolicy": "sock-shop:front-end:tag"}
      `,
    },
  },
  *check({ repositories }) {
    for (const { name: repository, yaml } of repositories) {
      for (const file of yaml.values()) {
        if (!hasMarkers(file) || file.problem !== undefined) continue;
        for (const { line, message } of rewrittenLines(file.text)) {
          yield { at: { repository, path: file.path, line }, message };
        }
      }
    }
  },
};
