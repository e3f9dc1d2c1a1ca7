import { isFields, listAt, textAt, type Fields } from '../source/kubernetes-object.ts';

/**
 * Whether a label selector takes something with these labels.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 */
export function selectsLabels(selector: Fields, labels: Fields): boolean {
  const { matchLabels } = selector;
  const equal = isFields(matchLabels) ? Object.entries(matchLabels) : [];
  return (
    equal.every(([key, value]) => labels[key] === value) &&
    listAt(selector, 'matchExpressions').every((expression) => {
      const label = labels[textAt(expression, 'key') ?? ''];
      const values = listAt(expression, 'values');
      switch (textAt(expression, 'operator')) {
        case 'In':
          return values.includes(label);
        case 'NotIn':
          return !values.includes(label);
        case 'Exists':
          return label !== undefined;
        case 'DoesNotExist':
          return label === undefined;
        default:
          return true;
      }
    })
  );
}
