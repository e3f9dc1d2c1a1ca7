/** Objects by their labels; nothing given are all objects. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** Objects by the presence of labels. */
export interface LabelSelectorWithExpressions extends LabelSelector {
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'Exists' | 'DoesNotExist';
  }[];
}
