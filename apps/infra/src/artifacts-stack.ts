import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib'
import { Repository, TagMutability } from 'aws-cdk-lib/aws-ecr'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'

/** What is built and must be there before anything can run: images, bundles, and the files of the user interface. */
export class ArtifactsStack extends Stack {
  readonly images: Repository
  readonly bundles: Bucket
  /** The user interface as a layer of its own: style sheet and scripts, under addresses that change with their content. */
  readonly assets: Bucket

  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props)
    this.images = new Repository(this, 'Images', {
      imageScanOnPush: true,
      imageTagMutability: TagMutability.IMMUTABLE,
      lifecycleRules: [{ maxImageCount: 10, description: 'Ten versions to go back to' }],
      removalPolicy: RemovalPolicy.DESTROY,
      // Emptied by `pnpm destroy:aws`, together with everything else.
      emptyOnDelete: true,
    })
    this.bundles = this.bucket('Bundles', { expireDays: 90 })
    this.assets = this.bucket('Assets')
    this.letCloudFrontRead()
    new CfnOutput(this, 'ImagesUri', { value: this.images.repositoryUri })
    new CfnOutput(this, 'BundlesBucket', { value: this.bundles.bucketName })
    new CfnOutput(this, 'AssetsBucket', { value: this.assets.bucketName })
  }

  private bucket(id: string, { expireDays }: { expireDays?: number } = {}) {
    return new Bucket(this, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      ...(expireDays && { lifecycleRules: [{ expiration: Duration.days(expireDays) }] }),
      removalPolicy: RemovalPolicy.DESTROY,
    })
  }

  /** Any distribution of this account: naming the one would make the two stacks wait for each other. */
  private letCloudFrontRead() {
    this.assets.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudfront.amazonaws.com')],
        actions: ['s3:GetObject'],
        resources: [this.assets.arnForObjects('assets/*')],
        conditions: { StringEquals: { 'AWS:SourceAccount': this.account } },
      }),
    )
  }
}
