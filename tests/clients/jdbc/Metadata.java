import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Asks DatabaseMetaData for everything that tools ask and prints a line for each row of what it made itself. */
public class Metadata {
    private static final String SCHEMA = "jdbc_meta";
    private static final String[] SETUP = {
        "CREATE SCHEMA " + SCHEMA,
        "CREATE TABLE jdbc_meta.parents (id INT NOT NULL, kind CHAR(2) NOT NULL, label VARCHAR(40) DEFAULT 'none', PRIMARY KEY (id, kind)) DISTKEY(id) SORTKEY(kind)",
        "CREATE TABLE jdbc_meta.children (id BIGINT IDENTITY(1,1), parent_id INT, parent_kind CHAR(2), price DECIMAL(8,2), "
            + "seen TIMESTAMPTZ, details SUPER, CONSTRAINT to_parent FOREIGN KEY (parent_id, parent_kind) REFERENCES jdbc_meta.parents (id, kind))",
        "CREATE VIEW jdbc_meta.labels AS SELECT id, label FROM jdbc_meta.parents",
        "COMMENT ON TABLE jdbc_meta.parents IS 'all parents'",
        "COMMENT ON COLUMN jdbc_meta.parents.label IS 'what it says'",
    };

    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", arguments[1]);
        properties.setProperty("password", arguments[2]);
        properties.setProperty("ssl", "false");
        try (Connection connection = DriverManager.getConnection(arguments[0], properties);
                Statement statement = connection.createStatement()) {
            for (String sql : SETUP) statement.execute(sql);
            try {
                ask(connection.getMetaData(), connection.getCatalog());
            } finally {
                statement.execute("DROP SCHEMA " + SCHEMA + " CASCADE");
            }
        }
    }

    private static void ask(DatabaseMetaData metadata, String catalog) throws SQLException {
        System.out.println("catalog " + catalog);
        print("catalogs", metadata.getCatalogs(), "TABLE_CAT");
        print("schema", metadata.getSchemas(null, SCHEMA), "TABLE_SCHEM");
        print("table", metadata.getTables(catalog, SCHEMA, "%", new String[] {"TABLE", "VIEW"}), "TABLE_NAME", "TABLE_TYPE", "REMARKS");
        print("column", metadata.getColumns(catalog, SCHEMA, "%", "%"), "TABLE_NAME", "COLUMN_NAME", "TYPE_NAME", "COLUMN_SIZE",
                "DECIMAL_DIGITS", "NULLABLE", "ORDINAL_POSITION", "REMARKS");
        print("default", metadata.getColumns(catalog, SCHEMA, "parents", "label"), "COLUMN_DEF");
        print("autoincrement", metadata.getColumns(catalog, SCHEMA, "children", "%d"), "COLUMN_NAME", "IS_AUTOINCREMENT");
        print("primary", metadata.getPrimaryKeys(catalog, SCHEMA, "parents"), "COLUMN_NAME", "KEY_SEQ", "PK_NAME");
        print("imported", metadata.getImportedKeys(catalog, SCHEMA, "children"), "PKTABLE_NAME", "PKCOLUMN_NAME", "FKTABLE_NAME",
                "FKCOLUMN_NAME", "KEY_SEQ", "FK_NAME");
        print("exported", metadata.getExportedKeys(catalog, SCHEMA, "parents"), "FKTABLE_NAME", "FKCOLUMN_NAME", "KEY_SEQ");
        print("best", metadata.getBestRowIdentifier(catalog, SCHEMA, "parents", DatabaseMetaData.bestRowSession, true), "COLUMN_NAME");
        count("procedures", metadata.getProcedures(catalog, SCHEMA, "%"));
        count("functions", metadata.getFunctions(catalog, SCHEMA, "%"));
        count("indexes", metadata.getIndexInfo(catalog, SCHEMA, "children", false, true));
        System.out.println("limits " + metadata.getMaxColumnNameLength() + " " + metadata.storesLowerCaseIdentifiers());
    }

    private static void print(String what, ResultSet rows, String... columns) throws SQLException {
        try (rows) {
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (String column : columns) values.add(String.valueOf(rows.getString(column)));
                System.out.println(what + " " + String.join("|", values));
            }
        }
    }

    private static void count(String what, ResultSet rows) throws SQLException {
        System.out.println(what + " " + rows(rows));
    }

    private static int rows(ResultSet rows) throws SQLException {
        int count = 0;
        try (rows) {
            while (rows.next()) count++;
        }
        return count;
    }
}
