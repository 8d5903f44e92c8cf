/** The files of the page for people, as the routes see them. */
export interface PageFile {
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** Of these very bytes: strong, quoted. */
  readonly etag: string;
  /** How they are compressed; undefined where they are not. */
  readonly encoding?: string;
}

export interface PageFolder {
  /** Those that it has a document in: `index.en.html` and its like. */
  languages(): Promise<readonly string[]>;
  /**
   * @param name of a file in the folder
   * @param encodings that the client can read
   * @returns undefined where there is no such file
   */
  read(name: string, encodings: readonly string[]): Promise<PageFile | undefined>;
}
