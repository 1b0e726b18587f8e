package dev.credence.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.credence.storage.ViewReport.CodecFigures;
import dev.credence.storage.ViewReport.Index;
import dev.credence.storage.ViewReport.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ViewInspectorTest extends ViewCase {
    private static final String LONG_TEXT = "the same long text ".repeat(2_000) + System.nanoTime();

    @Test
    void shouldCountWhatALiveViewHolds() {
        ViewWriter writer = published();
        writer.commit(filled());

        ViewReport report = ViewInspector.inspect(config.directory());

        assertThat(report.isView()).isTrue();
        assertThat(report.format()).isEqualTo(1);
        assertThat(report.file().toString()).endsWith("view-" + writer.generation() + ".db");
        assertThat(report.tables()).extracting(Table::name).contains("patterns", "evidence", "bodies", "ledger");
        assertThat(table(report, "patterns").rows()).isEqualTo(3);
        assertThat(table(report, "evidence").rows()).isEqualTo(1);
        assertThat(table(report, "patterns").bytes()).isGreaterThanOrEqualTo(4096);
        assertThat(report.pages().walBytes()).isPositive();
        assertThat(report.ledger())
                .singleElement()
                .satisfies(entry -> assertThat(entry.row().nextOffset()).isEqualTo(7));
        assertThat(report.positions())
                .singleElement()
                .satisfies(position -> assertThat(position.offset()).isEqualTo(9));
        assertThat(report.view()).isNotNull();
    }

    @Test
    void shouldNameTheColumnsAndConditionsOfIndexes() {
        writeAndClose();

        List<Index> indexes = ViewInspector.inspect(file()).indexes();

        assertThat(indexes)
                .filteredOn(index -> index.name().equals("idx_patterns_usage"))
                .singleElement()
                .satisfies(index -> {
                    assertThat(index.columns()).containsExactly("usage_count DESC", "last_used DESC");
                    assertThat(index.where()).isEqualTo("usage_count > 0");
                    assertThat(index.table()).isEqualTo("patterns");
                });
    }

    @Test
    void shouldAddUpCodecsAndSharedParts() {
        published().commit(filled());

        List<CodecFigures> codecs = ViewInspector.inspect(file()).codecs();

        CodecFigures zlib = codecs.stream()
                .filter(codec -> codec.codec().equals("zlib"))
                .findFirst()
                .orElseThrow();
        assertThat(zlib.parts()).isEqualTo(2);
        assertThat(zlib.originalBytes()).isGreaterThan(2L * LONG_TEXT.length());
        assertThat(zlib.ratio()).isGreaterThan(10);
        assertThat(codecs.stream().mapToLong(CodecFigures::parts).sum()).isEqualTo(6);
    }

    @Test
    void shouldLeaveNoTraceBesideAFileThatNobodyHasOpen() throws IOException {
        writeAndClose();
        List<Path> before = files();

        ViewInspector.inspect(file());

        assertThat(files()).isEqualTo(before);
    }

    @Test
    void shouldDescribeAForeignDatabaseAndRefuseWhatIsNone() throws Exception {
        Path foreign = directory.resolve("other.db");
        execute(foreign, "CREATE TABLE t(x)");

        ViewReport report = ViewInspector.inspect(foreign);

        assertThat(report.isView()).isFalse();
        assertThat(report.view()).isNull();
        assertThat(report.tables()).extracting(Table::name).containsExactly("t");
        Path text = Files.writeString(directory.resolve("text"), "not a database at all, but long enough".repeat(100));
        assertThatThrownBy(() -> ViewInspector.inspect(text)).isInstanceOf(ForeignFileException.class);
        assertThatThrownBy(() -> ViewInspector.inspect(directory.resolve("nothing")))
                .isInstanceOf(ViewException.class)
                .hasMessageContaining("there is no database at");
    }

    private void writeAndClose() {
        try (ViewWriter writer = View.openWriter(config, Batches.IDENTITY)) {
            writer.publish();
            writer.commit(filled());
        }
    }

    private static WriteBatch filled() {
        return Batches.batch()
                .evidence("p1", 0, Batches.outcomes(3, 1), 4)
                .body("p1", 0, Batches.NOON, 1, "short")
                .body("p2", 0, Batches.NOON, 2, LONG_TEXT)
                .body("p3", 0, Batches.NOON, 3, LONG_TEXT)
                .ledger("credence.confidence", 0, 7)
                .position("credence.bodies", 0, 9)
                .build();
    }

    private static Table table(ViewReport report, String name) {
        return report.tables().stream()
                .filter(table -> table.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(config.directory())) {
            return files.sorted().toList();
        }
    }
}
