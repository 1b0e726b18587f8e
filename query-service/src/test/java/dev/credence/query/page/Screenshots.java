package dev.credence.query.page;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Takes the pictures of the documentation from a running service: {@code Screenshots URL DIRECTORY}. */
final class Screenshots {
    private static final Duration WATCHED = Duration.ofSeconds(75);

    private Screenshots() {}

    private record Picture(String name, int width, boolean dark) {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[1]));
        for (Picture picture : List.of(
                new Picture("page-wide", 1280, false),
                new Picture("page-dark", 1280, true),
                new Picture("page-narrow", 390, false))) {
            try (Browser browser = new Browser()) {
                browser.show(arguments[0], picture.width(), 900, picture.dark());
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> !browser.text("pattern-id").isEmpty());
                // So that the plots have something to show.
                await().pollDelay(WATCHED).atMost(WATCHED.multipliedBy(2)).until(() -> true);
                List<String> complaints = browser.complaints();
                if (!complaints.isEmpty()) {
                    throw new IllegalStateException("the page complains: " + complaints);
                }
                byte[] png = browser.picture();
                Files.write(directory.resolve(picture.name() + ".png"), png);
                System.out.println(picture.name() + ".png " + png.length / 1000 + " kB");
            }
        }
    }
}
