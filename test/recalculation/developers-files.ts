/** Three states of the same company: as it began, after somebody moved, after somebody left. */
export const developersFiles = [
  [
    'ada,ada@work.io,eve@work.io',
    'bo,bo@work.io,eve@work.io',
    'cy,cy@work.io,flo@work.io',
    'di,di@work.io,flo@work.io',
  ],
  [
    'ada,ada@work.io,eve@work.io',
    'bo,bo@work.io,flo@work.io',
    'cy,cy@work.io,flo@work.io',
    'di,di@work.io,flo@work.io',
  ],
  ['ada,ada@work.io,eve@work.io', 'bo,bo@work.io,flo@work.io', 'cy,cy@work.io,flo@work.io'],
].map((rows) =>
  [
    'name,email,manager email',
    'root,root@work.io,',
    'eve,eve@work.io,root@work.io',
    'flo,flo@work.io,root@work.io',
    ...rows,
  ].join('\n'),
);
