package mien.lab.report.workbook;

import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFFillProperties;
import org.apache.poi.xddf.usermodel.XDDFLineProperties;
import org.apache.poi.xddf.usermodel.XDDFNoFillProperties;
import org.apache.poi.xddf.usermodel.XDDFShapeProperties;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTMarker;
import org.openxmlformats.schemas.drawingml.x2006.chart.STMarkerStyle;

/// Colours and strokes; those of the pages in light.
///
/// @param line between the points
/// @param marker at each point
record Look(XDDFLineProperties line, CTMarker marker) {
    static final XDDFFillProperties BAR = solid(0x4a8fbd);
    static final XDDFLineProperties GRID = stroke(solid(0xdcd9d2), 0.75);

    private static final XDDFFillProperties ACCENT = solid(0x00609a);
    private static final XDDFFillProperties FAINT = solid(0xaaa8a2);
    private static final XDDFFillProperties NONE = new XDDFNoFillProperties();

    static Look of(Chart.Mark mark) {
        return switch (mark) {
            case POINT -> new Look(stroke(NONE, 1), marker(STMarkerStyle.CIRCLE, ACCENT));
            case FAINT_POINT -> new Look(stroke(NONE, 1), marker(STMarkerStyle.CIRCLE, FAINT));
            case LINE -> new Look(stroke(FAINT, 1.25), marker(STMarkerStyle.NONE, NONE));
            case BOLD_LINE -> new Look(stroke(ACCENT, 2.5), marker(STMarkerStyle.NONE, NONE));
        };
    }

    private static XDDFFillProperties solid(int rgb) {
        return new XDDFSolidFillProperties(
                XDDFColor.from(new byte[] {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb}));
    }

    private static XDDFLineProperties stroke(XDDFFillProperties fill, double points) {
        var line = new XDDFLineProperties(fill);
        line.setWidth(points);
        return line;
    }

    private static CTMarker marker(STMarkerStyle.Enum style, XDDFFillProperties fill) {
        var shape = new XDDFShapeProperties();
        shape.setFillProperties(fill);
        shape.setLineProperties(stroke(fill, 1));
        var marker = CTMarker.Factory.newInstance();
        marker.addNewSymbol().setVal(style);
        marker.setSpPr(shape.getXmlObject());
        return marker;
    }
}
