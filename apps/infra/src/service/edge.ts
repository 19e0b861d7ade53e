import { Duration } from 'aws-cdk-lib'
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront'
import { S3BucketOrigin, VpcOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import type { ApplicationLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { timing } from '../timing.ts'

interface EdgeOptions {
  readonly balancer: ApplicationLoadBalancer
  /** Where `deploy:aws` puts style sheet and scripts. */
  readonly assets: IBucket
}

/**
 * The one public door: pages and API from the balancer, kept by nobody; style sheet and scripts from S3, kept for ever,
 * because their addresses change with their content.
 */
export function createEdge(scope: Construct, { balancer, assets }: EdgeOptions) {
  return new cloudfront.Distribution(scope, 'Edge', {
    comment: `Unsticky: ${scope.node.id}`,
    httpVersion: cloudfront.HttpVersion.HTTP2_AND_3,
    priceClass: cloudfront.PriceClass.PRICE_CLASS_100,
    defaultBehavior: {
      origin: VpcOrigin.withApplicationLoadBalancer(balancer, {
        httpPort: 80,
        protocolPolicy: cloudfront.OriginProtocolPolicy.HTTP_ONLY,
        readTimeout: Duration.seconds(timing.originReadTimeout),
        keepaliveTimeout: Duration.seconds(timing.idleTimeout - 1),
      }),
      viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
      cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
      originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_AND_CLOUDFRONT_2022,
      // The shop compresses nothing; an event stream is not touched, it has no length.
      compress: true,
    },
    additionalBehaviors: {
      '/assets/*': {
        origin: S3BucketOrigin.withOriginAccessControl(ofOtherStack(scope, assets)),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: cloudfront.ResponseHeadersPolicy.SECURITY_HEADERS,
        compress: true,
      },
    },
  })
}

/** As an imported bucket: its own stack allows reading, and CDK would else add a policy there that points back here. */
const ofOtherStack = (scope: Construct, bucket: IBucket) =>
  Bucket.fromBucketAttributes(scope, 'Assets', {
    bucketArn: bucket.bucketArn,
    bucketRegionalDomainName: bucket.bucketRegionalDomainName,
  })
