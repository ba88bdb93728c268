package cacheworker.core.ufs;

import cacheworker.core.base.ByteRange;
import org.jspecify.annotations.Nullable;

/**
 * Where one of the parts lies that an object was uploaded in.
 *
 * @param count how many parts the object has, 1 or more
 * @param range the bytes of the part that was asked for; null when the object has fewer parts
 */
public record UfsPartPlace(int count, @Nullable ByteRange range) {}
