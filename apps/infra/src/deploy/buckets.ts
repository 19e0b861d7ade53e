import { DeleteObjectsCommand, PutObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3'
import { ownAssets } from '@unsticky/storefront'

/** Puts the user interface where CloudFront finds it. Files of earlier versions stay, for pages that are still open. */
export async function uploadAssets(Bucket: string): Promise<void> {
  const client = new S3Client({})
  const assets = ownAssets()
  for (const name of assets.names) {
    const { body, contentType } = assets.get(name) as NonNullable<ReturnType<typeof assets.get>>
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key: assets.url(name).slice(1),
        Body: body,
        ContentType: contentType,
        CacheControl: 'public, max-age=31536000, immutable',
      }),
    )
  }
  client.destroy()
}

export async function uploadBundle(Bucket: string, { zip, key }: { zip: Uint8Array; key: string }) {
  const client = new S3Client({})
  await client.send(new PutObjectCommand({ Bucket, Key: key, Body: zip }))
  client.destroy()
}

/** CloudFormation deletes no bucket that holds something. Resolves to how many files there were. */
export async function emptyBucket(Bucket: string, client = new S3Client({})): Promise<number> {
  let count = 0
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket })) {
    const Objects = Contents.map(({ Key }) => ({ Key }))
    if (Objects.length > 0)
      await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }))
    count += Objects.length
  }
  return count
}
