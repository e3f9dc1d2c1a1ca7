/** What is signed, and as whom. */
export interface SigningRequest {
  readonly artifacts: readonly {
    /** Digest of its manifest, `sha256:…`. */
    readonly digest: string;
    /** Issuer of the identity, such as `https://token.actions.githubusercontent.com`. */
    readonly issuer: string;
    /** Subject of the identity, such as the address of a workflow. */
    readonly subject: string;
  }[];
}

/** Signatures, and what one has to trust to believe them. */
export interface SigningAnswer {
  /** Sigstore bundles as JSON, in the order of the request. */
  readonly bundles: readonly string[];
  readonly trust: SigningTrust;
}

/** The public side of a signing authority. */
export interface SigningTrust {
  /** Sigstore's `trusted_root.json`. */
  readonly trustedRoot: string;
  /** PEM of the certificate authority. */
  readonly rootCertificate: string;
  /** PEM of the transparency log's key. */
  readonly logKey: string;
  /** PEM of the certificate transparency log's key. */
  readonly certificateLogKey: string;
}
