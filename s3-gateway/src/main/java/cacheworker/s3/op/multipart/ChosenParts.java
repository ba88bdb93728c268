package cacheworker.s3.op.multipart;

import cacheworker.core.ufs.UfsChecksum;
import cacheworker.core.ufs.UfsChecksumKind;
import cacheworker.core.ufs.UfsPart;
import cacheworker.s3.error.S3ErrorCode;
import cacheworker.s3.error.S3Exception;
import cacheworker.s3.xml.CompleteUploadRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts that a client wants to make an object of, checked in the order in which S3 checks. */
final class ChosenParts {
    private final UploadTarget target;
    private final List<CompleteUploadRequest.Part> chosen;
    private final String etag;

    /**
     * Parts as the client names them.
     *
     * @throws S3Exception INVALID_PART_ORDER unless their numbers ascend
     */
    ChosenParts(UploadTarget target, List<CompleteUploadRequest.Part> chosen) throws S3Exception {
        this.target = target;
        this.chosen = chosen;
        int before = 0;
        for (CompleteUploadRequest.Part part : chosen) {
            if (part.number() <= before) {
                throw new S3Exception(
                                S3ErrorCode.INVALID_PART_ORDER,
                                "The list of parts was not in ascending order: part " + part.number()
                                        + " comes behind part " + before)
                        .with("UploadId", target.uploadId());
            }
            before = part.number();
        }
        this.etag = etagOf(chosen);
    }

    /** The ETag as S3 makes it: the MD5 of all MD5s, and how many; empty if the parts' ETags are no MD5s. */
    String etag() {
        return etag;
    }

    private static String etagOf(List<CompleteUploadRequest.Part> parts) {
        MessageDigest all;
        try {
            all = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
        for (CompleteUploadRequest.Part part : parts) {
            if (!part.etag().matches("[0-9a-fA-F]{32}")) {
                return "";
            }
            all.update(HexFormat.of().parseHex(part.etag()));
        }
        return HexFormat.of().formatHex(all.digest()) + "-" + parts.size();
    }

    /**
     * Finds them among those that the upload has.
     *
     * @param stored what the upload has
     * @param smallest bytes that every part but the last must have
     * @return the parts to take
     * @throws S3Exception INVALID_PART when one is not there or is another one, ENTITY_TOO_SMALL
     */
    List<UfsPart> among(List<UfsPart> stored, long smallest) throws S3Exception {
        Map<Integer, UfsPart> byNumber = new HashMap<>();
        stored.forEach(part -> byNumber.put(part.number(), part));
        List<UfsPart> found = new ArrayList<>(chosen.size());
        for (CompleteUploadRequest.Part part : chosen) {
            UfsPart here = byNumber.get(part.number());
            if (here == null || !here.etag().equalsIgnoreCase(part.etag()) || hasOtherChecksum(here, part)) {
                throw invalid(part);
            }
            found.add(here);
        }
        for (UfsPart part : found.subList(0, found.size() - 1)) {
            if (part.length() < smallest) {
                throw tooSmall(part, smallest);
            }
        }
        return found;
    }

    /**
     * Whoever asked for a composite checksum names that of every part. Whoever asked for any names no other one.
     *
     * @throws S3Exception INVALID_REQUEST when one is missing, or of another algorithm
     */
    void requireChecksums(@Nullable UfsChecksumKind kind) throws S3Exception {
        if (kind == null) {
            return;
        }
        for (CompleteUploadRequest.Part part : chosen) {
            UfsChecksum named = part.checksum();
            if (named != null && !named.algorithm().equals(kind.algorithm())) {
                throw ChecksumKinds.mismatch(
                        kind, "Part " + part.number() + " of the request has a " + named.algorithm() + " checksum");
            }
            if (kind.composite() && named == null) {
                throw ChecksumKinds.invalid("The upload was created using a " + kind.algorithm()
                        + " checksum. The complete request must include the checksum for each part."
                        + " It was missing for part " + part.number() + " in the request.");
            }
        }
    }

    /** A part of which no checksum is known is identified by its ETag alone. */
    private static boolean hasOtherChecksum(UfsPart here, CompleteUploadRequest.Part part) throws S3Exception {
        UfsChecksum named = part.checksum();
        UfsChecksum kept = here.checksum();
        if (named == null || kept == null) {
            return false;
        }
        if (!named.algorithm().equals(kept.algorithm())) {
            throw ChecksumKinds.invalid("Part " + part.number() + " of the request has a " + named.algorithm()
                    + " checksum, but it was uploaded with a " + kept.algorithm() + " checksum");
        }
        return !kept.equals(named);
    }

    private S3Exception invalid(CompleteUploadRequest.Part part) {
        return new S3Exception(
                        S3ErrorCode.INVALID_PART,
                        "Part " + part.number() + " was not uploaded, or its ETag is not '" + part.etag()
                                + "', or its checksum is another one")
                .with("UploadId", target.uploadId())
                .with("PartNumber", Integer.toString(part.number()))
                .with("ETag", part.etag());
    }

    private static S3Exception tooSmall(UfsPart part, long smallest) {
        return new S3Exception(
                        S3ErrorCode.ENTITY_TOO_SMALL,
                        "Your proposed upload is smaller than the minimum allowed size: part " + part.number() + " has "
                                + part.length() + " bytes, all but the last need " + smallest)
                .with("ProposedSize", Long.toString(part.length()))
                .with("MinSizeAllowed", Long.toString(smallest))
                .with("PartNumber", Integer.toString(part.number()))
                .with("ETag", part.etag());
    }
}
