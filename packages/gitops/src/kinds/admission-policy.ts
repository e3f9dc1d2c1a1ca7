import type { LabelSelectorWithExpressions } from './label-selector.ts';
import type { KubernetesObject } from './kubernetes-object.ts';

/** Rules in CEL that the API server holds every matching object against. */
export interface ValidatingAdmissionPolicy extends KubernetesObject {
  readonly apiVersion: 'admissionregistration.k8s.io/v1';
  readonly kind: 'ValidatingAdmissionPolicy';
  readonly spec: {
    readonly failurePolicy: 'Fail' | 'Ignore';
    readonly matchConstraints: {
      readonly namespaceSelector?: LabelSelectorWithExpressions;
      readonly resourceRules: readonly {
        readonly apiGroups: readonly string[];
        readonly apiVersions: readonly string[];
        readonly operations: readonly ('CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT')[];
        readonly resources: readonly string[];
      }[];
    };
    readonly matchConditions?: readonly { readonly name: string; readonly expression: string }[];
    readonly validations: readonly { readonly expression: string; readonly message: string }[];
  };
}

/** Puts a ValidatingAdmissionPolicy into force. */
export interface ValidatingAdmissionPolicyBinding extends KubernetesObject {
  readonly apiVersion: 'admissionregistration.k8s.io/v1';
  readonly kind: 'ValidatingAdmissionPolicyBinding';
  readonly spec: {
    readonly policyName: string;
    readonly validationActions: readonly ('Deny' | 'Warn' | 'Audit')[];
  };
}
