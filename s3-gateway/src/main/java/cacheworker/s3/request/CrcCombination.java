package cacheworker.s3.request;

import cacheworker.core.base.NonBlocking;

/**
 * Makes the CRC of two pieces of bytes out of the CRCs of each, without the bytes. For CRCs that begin with and are
 * inverted by all ones, the one of A followed by B is that of A, moved by the length of B, added to that of B: a
 * multiplication by a power of x modulo the polynomial (the arithmetic of polynomials over two elements; coefficients
 * are reflected, as in the CRCs themselves).
 */
@NonBlocking
final class CrcCombination {
    private final int width;
    private final long polynomial;

    /**
     * For one kind of CRC.
     *
     * @param width bits of the CRC, 32 or 64
     * @param polynomial reflected, without its highest coefficient
     */
    CrcCombination(int width, long polynomial) {
        this.width = width;
        this.polynomial = polynomial;
    }

    /**
     * The CRC of one piece and another behind it.
     *
     * @param first CRC of the first
     * @param second CRC of the second
     * @param secondLength bytes of the second, 0 or more
     * @return CRC of both
     */
    long combine(long first, long second, long secondLength) {
        long power = 1L << (width - 1); // x^0
        long square = 1L << (width - 2); // x^1, squared again and again
        for (long bits = 8 * secondLength; bits != 0; bits >>>= 1) {
            if ((bits & 1) != 0) {
                power = multiply(square, power);
            }
            square = multiply(square, square);
        }
        return multiply(power, first) ^ second;
    }

    private long multiply(long a, long b) {
        long product = 0;
        long shifted = b;
        for (int bit = width - 1; bit >= 0; bit--) {
            if (((a >>> bit) & 1) != 0) {
                product ^= shifted;
            }
            shifted = (shifted & 1) == 0 ? shifted >>> 1 : (shifted >>> 1) ^ polynomial;
        }
        return product;
    }
}
