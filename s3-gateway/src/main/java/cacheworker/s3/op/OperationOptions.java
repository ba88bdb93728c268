package cacheworker.s3.op;

import cacheworker.s3.request.TagRules;
import cacheworker.s3.xml.Owner;

/**
 * What the operator may choose about operations.
 *
 * @param region what {@code x-amz-bucket-region} says
 * @param owner the owner that listings show
 * @param metadataLimit bytes of user metadata that an object may have; 0 for no limit
 * @param smallestPart bytes that every part of an upload but the last must have
 * @param listsFolders whether a listing without delimiter shows folders as empty objects
 * @param tags what tags may be
 */
public record OperationOptions(
        String region, Owner owner, int metadataLimit, long smallestPart, boolean listsFolders, TagRules tags) {}
