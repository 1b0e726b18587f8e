package dev.credence.query.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The live page: static files from the class path, the plotting library's from its own jar. They hold no figures, so they
 * need no key; what fills them does. Immutable; thread-safe.
 */
final class Page {
    /** What its files are served under. */
    static final String PREFIX = "/page/";

    /*
     * Nothing is loaded from elsewhere, nothing runs that is not one of these files, nothing is sent elsewhere, and no other
     * page can frame it.
     */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String OWN = "page/";
    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final String LIBRARY = "/META-INF/resources/webjars/uplot/";
    private static final String LIBRARY_VERSION = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
    private static final int TAG_BYTES = 12;

    private final File index = new File(HTML, read(OWN + "index.html"));
    private final Map<String, File> files = new HashMap<>();

    private record File(String mediaType, byte[] bytes, String etag) {
        File(String mediaType, byte[] bytes) {
            this(mediaType, bytes, '"' + hash(bytes) + '"');
        }
    }

    /** Reads all of it. */
    Page() {
        for (String script : new String[] {
            "page.js", "access.js", "charts.js", "deadletters.js", "feed.js", "figures.js", "pattern.js"
        }) {
            files.put(script, new File(SCRIPT, read(OWN + script)));
        }
        files.put("page.css", new File(STYLE, read(OWN + "page.css")));
        files.put("icon.svg", new File("image/svg+xml", read(OWN + "icon.svg")));
        String library = LIBRARY + libraryVersion() + "/";
        files.put("uplot.js", new File(SCRIPT, read(library + "dist/uPlot.iife.min.js")));
        files.put("uplot.css", new File(STYLE, read(library + "dist/uPlot.min.css")));
        files.put("uplot-license.txt", new File("text/plain; charset=utf-8", read(library + "LICENSE")));
    }

    /** The page itself. */
    Answer index(@Nullable String ifNoneMatch) {
        return answer(index, ifNoneMatch);
    }

    /** One of the files that the page loads; null: it has none of this name. */
    @Nullable
    Answer file(String name, @Nullable String ifNoneMatch) {
        File file = files.get(name);
        return file == null ? null : answer(file, ifNoneMatch);
    }

    private static Answer answer(File file, @Nullable String ifNoneMatch) {
        Answer answer = ETags.matches(ifNoneMatch, file.etag)
                ? Answer.notModified()
                : new Answer(200, file.mediaType, file.bytes);
        return answer.header("ETag", file.etag)
                .header("Cache-Control", "no-cache")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static String libraryVersion() {
        Properties properties = new Properties();
        try {
            properties.load(new java.io.StringReader(new String(read(LIBRARY_VERSION), StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return properties.getProperty("version", "");
    }

    private static byte[] read(String resource) {
        try (InputStream in = Page.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the build lacks " + resource + ", which the page at / needs");
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(whole, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
