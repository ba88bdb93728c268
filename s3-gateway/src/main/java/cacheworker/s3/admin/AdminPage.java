package cacheworker.s3.admin;

import java.util.Map;

/** The page at {@code /}: what the worker serves, and where to look further. */
final class AdminPage {
    private AdminPage() {}

    /**
     * The page.
     *
     * @param facts what to show, by what it is called, in order
     * @return HTML
     */
    static String of(Map<String, String> facts) {
        StringBuilder page = new StringBuilder(1_024);
        page.append("""
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><title>S3 Cache Worker</title>
                <style>
                body { font: 16px/1.5 system-ui, sans-serif; margin: 3em auto; max-width: 50em; padding: 0 1em }
                th { text-align: left; padding-right: 2em; font-weight: normal; color: #555; vertical-align: top }
                td { white-space: pre-line }
                </style></head>
                <body>
                <h1>S3 Cache Worker</h1>
                <table>
                """);
        facts.forEach((name, value) -> page.append("<tr><th>")
                .append(escaped(name))
                .append("</th><td>")
                .append(escaped(value))
                .append("</td></tr>\n"));
        page.append("""
                </table>
                <p><a href="/metrics">metrics</a> · <a href="/health/ready">ready?</a>
                · <a href="/health/live">live?</a></p>
                </body>
                </html>
                """);
        return page.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
