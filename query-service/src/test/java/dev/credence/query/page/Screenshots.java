package dev.credence.query.page;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Takes the pictures of the documentation from a running service: {@code Screenshots URL DIRECTORY}. */
final class Screenshots {
    private static final Duration WATCHED = Duration.ofSeconds(75);

    private Screenshots() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[1]));
        try (Browser wide = new Browser();
                Browser dark = new Browser();
                Browser narrow = new Browser()) {
            Map<String, Browser> pictures = Map.of(
                    "page-wide", wide.show(arguments[0], 1280, 900, false),
                    "page-dark", dark.show(arguments[0], 1280, 900, true),
                    "page-narrow", narrow.show(arguments[0], 390, 900, false));
            // So that the plots have something to show.
            await().pollDelay(WATCHED).atMost(WATCHED.multipliedBy(2)).until(() -> true);
            for (Map.Entry<String, Browser> picture : pictures.entrySet()) {
                take(picture.getValue(), directory.resolve(picture.getKey() + ".png"));
            }
        }
    }

    private static void take(Browser browser, Path file) throws IOException {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !browser.text("pattern-id").isEmpty());
        List<String> complaints = browser.complaints();
        if (!complaints.isEmpty()) {
            throw new IllegalStateException("the page complains: " + complaints);
        }
        byte[] png = browser.picture();
        Files.write(file, png);
        System.out.println(file.getFileName() + " " + png.length / 1000 + " kB");
    }
}
