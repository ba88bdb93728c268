/** What came out: tables, files, a picture, and what is aimed at. */
@NullMarked
package cacheworker.bench.http.report;

import org.jspecify.annotations.NullMarked;
