package cacheworker.core.page;

import cacheworker.core.base.ObjectId;

/**
 * A page in a region, as the region's own table lists it.
 *
 * @param id whose page
 * @param page which one
 * @param offset where it begins
 * @param length its bytes
 * @param crc its checksum
 */
record RegionEntry(ObjectId id, int page, int offset, int length, int crc) {}
