package dev.credence.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.credence.core.body.Origin;
import dev.credence.core.evidence.Evidence;
import dev.credence.core.evidence.HalfLives;
import dev.credence.core.model.Pattern;
import dev.credence.core.model.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service says of a row that is not what was written. */
class DamagedRowTest {
    @TempDir
    Path directory;

    @Test
    void shouldRefuseTheDamagedRowAndAnswerAllOthers() throws Exception {
        try (ViewFixture view = new ViewFixture(directory)) {
            for (String id : new String[] {"hurt", "well"}) {
                Evidence evidence = new Evidence(HalfLives.DEFAULT.defaultMs());
                boolean unused = evidence.fold(Result.SUCCESS, 1, 1_000);
                view.store(Pattern.ofText(id, "note", "text"), new Origin(1, 0, 1))
                        .outcomes(id, 0, evidence, 1, -1);
            }
            view.commit().publish();
            execute("UPDATE evidence SET value = zeroblob(length(value))"
                    + " WHERE row = (SELECT row FROM patterns WHERE id = 'hurt')");
            try (ServiceFixture service = new ServiceFixture(view)) {
                ServiceFixture.Reply refused = service.get("/v1/patterns/hurt");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.json().get("code").asText()).isEqualTo("damaged-row");
                assertThat(service.get("/v1/patterns/well").status()).isEqualTo(200);
                assertThat(service.get("/v1/patterns/none").status()).isEqualTo(404);
                assertThat(service.get("/v1/patterns?limit=10").status()).isEqualTo(503);
            }
        }
    }

    private void execute(String sql) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + directory.resolve("view.db").toRealPath());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
