import { schemaKey } from '../schema/schemas.ts';
import { example, type Rule } from '../rule.ts';

/** Objects fit the schema of their kind. */
export const schema: Rule = {
  id: 'schema',
  title: 'Objects fit the schema of their kind',
  severity: 'error',
  why: 'The API server refuses an object with a wrong value, and Flux’s server-side apply one with an unknown field: a typing error stops everything that is applied with it.',
  fix: 'Correct the field; `kubectl explain <kind>.<field>` shows what it takes.',
  example: {
    breaks: {
      'microservices-repo/deploy/carts.yaml': example`
        apiVersion: v1
        kind: Service
        metadata:
          name: carts
        spec:
          ports:
            - port: "80"
              targetport: 80
      `,
    },
    keeps: {
      'microservices-repo/deploy/carts.yaml': example`
        apiVersion: v1
        kind: Service
        metadata:
          name: carts
        spec:
          ports:
            - port: 80
              targetPort: 80
      `,
    },
  },
  *check({ objects, schemas }) {
    for (const object of objects) {
      for (const { field, message } of schemas.get(schemaKey(object.object))?.(object.object) ?? []) {
        yield { at: { object, field }, message };
      }
    }
  },
};
