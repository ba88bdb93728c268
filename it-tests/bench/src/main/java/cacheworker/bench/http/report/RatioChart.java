package cacheworker.bench.http.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A picture of how the worker stands to the others: a bar for each comparison, and a line where both are equal. */
public final class RatioChart {
    private static final int LABELS = 330;
    private static final int BARS = 420;
    private static final int RIGHT = 70;
    private static final int TOP = 56;
    private static final int STEP = 22;
    private static final double LONGEST = 2;
    private static final Map<String, String> COLOURS = Map.of(
            "nginx",
            "#2b7a4b",
            "nginx 256k",
            "#7fb08f",
            "raw writes",
            "#8a5a2b",
            "s3proxy",
            "#c9a26b",
            "UFS",
            "#3b6ea5");

    private record Bar(String label, String other, double ratio) {}

    private RatioChart() {}

    /**
     * Draws the ratios of throughput.
     *
     * @param results what was measured
     * @return an SVG document
     */
    public static String svg(Results results) {
        List<Bar> bars = bars(results);
        int height = TOP + bars.size() * STEP + 30;
        int width = LABELS + BARS + RIGHT;
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
                font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="12" y="22" font-size="15">Throughput of the worker, by that of others in the same rounds</text>
                """, width, height, width, height));
        for (int tenth = 0; tenth <= LONGEST * 10; tenth += 5) {
            double x = x(tenth / 10.0);
            svg.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"%s\"/>"
                            + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\" fill=\"#555555\">%.1f</text>%n",
                    x,
                    TOP - 4,
                    x,
                    height - 26,
                    tenth == 10 ? "#222222" : "#dddddd",
                    x,
                    TOP - 10,
                    tenth / 10.0));
        }
        for (int i = 0; i < bars.size(); i++) {
            draw(svg, bars.get(i), TOP + i * STEP);
        }
        return svg.append("</svg>\n").toString();
    }

    private static List<Bar> bars(Results results) {
        List<Bar> bars = new ArrayList<>();
        for (Series other : results.series()) {
            if (COLOURS.containsKey(other.server())) {
                results.find(other.scenario(), other.connections(), TextTable.WORKER)
                        .ifPresent(worker -> bars.add(new Bar(
                                other.scenario() + ", " + other.connections() + " conn., to " + other.server(),
                                other.server(),
                                worker.ratio(other, Sample::throughput))));
            }
        }
        return bars;
    }

    private static double x(double ratio) {
        return LABELS + BARS * Math.min(ratio, LONGEST) / LONGEST;
    }

    private static void draw(StringBuilder svg, Bar bar, int y) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>"
                        + "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%.2f</text>%n",
                LABELS - 8,
                y + 14,
                bar.label(),
                LABELS,
                y + 2,
                x(bar.ratio()) - LABELS,
                STEP - 6,
                COLOURS.get(bar.other()),
                x(bar.ratio()) + 6,
                y + 14,
                bar.ratio()));
    }
}
