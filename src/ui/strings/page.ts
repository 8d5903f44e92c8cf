/** Words that stand in the document itself, and in what a phone shows of a page that is put on its home screen. */
export const page = {
  description: 'The home’s heating, cooling and hot water',
  needsScript: 'This page needs JavaScript. The same is at /api for programs.',
};
