import type { Lab } from '../../src/lab.type.ts'

export const lab: Lab = {
  id: '3',
  folder: '3-pictures-to-s3',
  title: 'Pictures to S3',
  minutes: 25,
  articleStep: 2,
  files: ['file-store.ts'],
  judge: { kind: 'fleet', base: '5', suite: 'with services', promises: ['picture-everywhere'] },
  startBreaks: ['picture-everywhere'],
  mistakes: {
    'any-key': { says: 'A key could be a path to somewhere else', seenBy: 'contract' },
    'address-without-look': {
      says: 'For a picture that is not there you hand out an address',
      seenBy: 'contract',
    },
    'no-type': { says: 'S3 does not know what the bytes are', seenBy: 'contract' },
  },
  sayings: [
    {
      broken: ['is visible to a second instance'],
      fine: ['gives back the bytes and the type that were put'],
      says: 'The picture lies on the disk of the instance that took it: the others answer 404, and with the instance it is gone. Put it into `bucket` with `s3`.',
    },
    {
      broken: ['finds nothing under an unknown key'],
      says: 'For a picture that is not there you hand out an address all the same, and the browser shows a broken picture. Look first (`HeadObjectCommand`), and return `undefined` when `isNotThere(error)`.',
    },
    {
      broken: ['gives back the bytes and the type that were put'],
      says: 'S3 does not know what the bytes are, so the browser gets "application/octet-stream" and offers a download. Give `ContentType` along when you put them.',
    },
    {
      broken: ['refuses every key that could be a path'],
      says: 'A key could be a path to somewhere else: `../secret` is taken as it comes. The port refuses such keys; call `assertFileKey(key)` first, in all three functions.',
    },
    {
      broken: ['offers a file as an attachment'],
      says: 'A receipt should be saved under its name: give `ResponseContentDisposition` along when you sign the address.',
    },
  ],
}
