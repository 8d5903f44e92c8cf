/** A file that is made here. */

/** Hands it over as the browser does a file that was loaded. */
export function download(text: string, type: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Firefox has not begun to read it yet.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
