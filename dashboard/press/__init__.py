"""What leaves the house: pictures, slides, workbooks and sentences from the pages' figures."""
