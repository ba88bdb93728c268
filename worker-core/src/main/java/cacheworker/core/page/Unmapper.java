package cacheworker.core.page;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;

/**
 * Unmaps a file at once. Left to the garbage collector, the disk space of reclaimed regions would come back only when
 * it happens to run. The caller makes sure that nobody can touch the memory any more.
 */
final class Unmapper {
    private static final MethodHandle INVOKE_CLEANER = find();

    private Unmapper() {}

    private static MethodHandle find() {
        try {
            Class<?> unsafe = Class.forName("sun.misc.Unsafe");
            Field field = unsafe.getDeclaredField("theUnsafe");
            field.setAccessible(true);
            return MethodHandles.lookup()
                    .findVirtual(unsafe, "invokeCleaner", MethodType.methodType(void.class, ByteBuffer.class))
                    .bindTo(field.get(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java runtime cannot unmap files", e);
        }
    }

    static void unmap(MappedByteBuffer mapped) {
        try {
            INVOKE_CLEANER.invoke((ByteBuffer) mapped);
        } catch (Throwable e) {
            throw new IllegalStateException("cannot unmap", e);
        }
    }
}
