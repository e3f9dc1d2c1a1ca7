import { containersOf, podTemplateOf } from '../landscape/pods.ts';
import { example, type Rule } from '../rule.ts';
import { isSubstituted } from '../source/kubernetes-object.ts';

/** Images are pinned by a tag other than `latest`, or by digest. */
export const imageLatest: Rule = {
  id: 'image-latest',
  title: 'Images are pinned by a tag or a digest',
  severity: 'error',
  why: 'What `latest` or no tag means changes without a commit: two nodes run different versions, a restart is an unreviewed deployment, and Git no longer says what ran.',
  fix: 'Pin the image: `mongo:5.0.31`, or `redis@sha256:…`; images that a robot updates get their tag from the overlay.',
  example: {
    breaks: {
      'microservices-repo/deploy/carts-db.yaml': example`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: carts-db
        spec:
          template:
            spec:
              containers:
                - name: carts-db
                  image: mongo
      `,
    },
    keeps: {
      'microservices-repo/deploy/carts-db.yaml': example`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: carts-db
        spec:
          template:
            spec:
              containers:
                - name: carts-db
                  image: mongo:5.0.31
      `,
    },
  },
  *check({ objects }) {
    for (const object of objects) {
      const template = podTemplateOf(object.object);
      if (template === undefined) continue;
      for (const { name, container, field } of containersOf(template)) {
        const { image } = container;
        if (typeof image !== 'string' || isSubstituted(image)) continue;
        const problem = problemOf(image);
        if (problem === undefined) continue;
        yield {
          at: { object, field: [...field, 'image'] },
          message: `container ${name}: image ${image} ${problem}`,
        };
      }
    }
  },
};

function problemOf(image: string): string | undefined {
  if (/@sha256:[0-9a-f]{64}$/.test(image)) return undefined;
  const tag = /:([\w][\w.-]*)$/.exec(image)?.[1];
  if (tag === undefined) return 'has neither tag nor digest, so it is `latest`';
  return tag === 'latest' ? 'follows `latest`' : undefined;
}
