/** Whether two plain values of the model are alike. */
export function isSame(left: unknown, right: unknown): boolean {
  // The model mostly hands on one and the same object where an environment changes nothing.
  return left === right || JSON.stringify(left) === JSON.stringify(right);
}
