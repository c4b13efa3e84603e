// SPDX-License-Identifier: Apache-2.0
package io.tocsin.store;

import io.tocsin.pipeline.store.StoreException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings a database to the schema of this program. */
final class Schema {
    private static final String HISTORY = "flyway_schema_history";

    private Schema() {}

    /**
     * Brings a database to a schema.
     *
     * @param location which schema
     * @param name what people call the database
     * @throws StoreException if it was written by a newer version of this program
     */
    static void bring(DataSource source, String location, String name) {
        bring(source, location, name, HISTORY);
    }

    /** The same with a name for the table that remembers how far it has come, for a database that others use too. */
    static void bring(DataSource source, String location, String name, String history) {
        Flyway flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .locations(location)
                .table(history)
                .baselineOnMigrate(!history.equals(HISTORY))
                .baselineVersion("0")
                .failOnMissingLocations(true)
                .loggers("slf4j")
                .load();
        MigrationInfo current = flyway.info().current();
        if (current != null && current.getState() == MigrationState.FUTURE_SUCCESS) {
            throw new StoreException(name + " has schema version " + current.getVersion()
                    + ", which is newer than this program; run the program that wrote it, or a later one");
        }
        flyway.migrate();
    }
}
