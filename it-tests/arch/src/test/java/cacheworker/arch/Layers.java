package cacheworker.arch;

import java.util.List;

/** The packages, top to bottom: one uses what stands below it. A new package needs a conscious place here. */
final class Layers {
    static final String ROOT = "cacheworker.";
    static final String ADAPTERS = ROOT + "ufs.";

    static final List<String> TOP_TO_BOTTOM = List.of(
            "cacheworker.s3.boot",
            "cacheworker.s3.admin",
            "cacheworker.s3.http",
            "cacheworker.s3.dispatch",
            "cacheworker.s3.op.multipart",
            "cacheworker.s3.op.probe",
            "cacheworker.s3.op.tagging",
            "cacheworker.s3.op",
            "cacheworker.s3.peer",
            "cacheworker.s3.route",
            "cacheworker.s3.auth",
            "cacheworker.s3.xml",
            "cacheworker.s3.response",
            "cacheworker.s3.error",
            "cacheworker.s3.request",
            "cacheworker.core.job",
            "cacheworker.core.write",
            "cacheworker.core.read",
            "cacheworker.core.meta",
            "cacheworker.core.page",
            "cacheworker.core.page.policy",
            "cacheworker.core.mount",
            "cacheworker.core.ufs",
            "cacheworker.core.cluster",
            "cacheworker.core.metrics",
            "cacheworker.core.config",
            "cacheworker.core.base");

    /** What an adapter may use of the rest: the interface that it implements, its options, and the base. */
    static final List<String> OPEN_TO_ADAPTERS =
            List.of("cacheworker.core.ufs", "cacheworker.core.config", "cacheworker.core.base");

    private Layers() {}

    /** The place of a package in the list; -1 when it has none. */
    static int place(String packageName) {
        return TOP_TO_BOTTOM.indexOf(packageName);
    }

    /** The adapter that a package belongs to, {@code cacheworker.ufs.local} for example, or an empty text. */
    static String adapter(String packageName) {
        if (!packageName.startsWith(ADAPTERS)) {
            return "";
        }
        int end = packageName.indexOf('.', ADAPTERS.length());
        return end < 0 ? packageName : packageName.substring(0, end);
    }
}
