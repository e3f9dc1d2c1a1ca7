import { removedApi } from '../removed-apis.ts';
import { schemaKey } from '../schema/schemas.ts';
import { example, type Rule } from '../rule.ts';

/** Kinds whose schema is not known are named, so that nobody takes them for checked. */
export const schemaUnknown: Rule = {
  id: 'schema-unknown',
  title: 'The kind’s schema is known',
  severity: 'info',
  why: 'Objects of kinds that Tideway has no schema for are not checked: a typing error in them shows only on the cluster.',
  fix: 'Nothing, if the kind comes from a CRD of yours; else check `apiVersion` and `kind` for typing errors.',
  example: {
    breaks: {
      'flux-repo/apps/canary.yaml': example`
        apiVersion: flagger.app/v1beta1
        kind: Canary
        metadata:
          name: front-end
      `,
    },
    keeps: {
      'flux-repo/apps/canary.yaml': example`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: front-end
      `,
    },
  },
  *check({ objects, schemas }) {
    const told = new Set<string>();
    for (const object of objects) {
      const key = schemaKey(object.object);
      if (schemas.has(key) || told.has(key)) continue;
      told.add(key);
      if (removedApi(object.object.apiVersion, object.object.kind) !== undefined) continue;
      yield { at: { object }, message: `${key} has no schema here, so objects of this kind are not checked` };
    }
  },
};
